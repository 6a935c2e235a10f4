const SIZES = ['large', 'xlarge', '2xlarge', '4xlarge', '8xlarge', '12xlarge', '16xlarge'] as const;

/** The lines of machines that DocumentDB offers on Graviton for every version that may be declared. */
const FAMILIES = { t4g: ['medium'], r6g: SIZES, r8g: SIZES } as const;

type Family = keyof typeof FAMILIES;

/** A machine of a document database, by the name that DocumentDB gives it: `db.r6g.large`. */
export type MongoDbClass = { [Name in Family]: `db.${Name}.${(typeof FAMILIES)[Name][number]}` }[Family];

/** Every machine that a document database may have. */
export const MONGODB_CLASSES: ReadonlySet<string> = new Set(
  Object.entries<readonly string[]>(FAMILIES).flatMap(([family, sizes]) => sizes.map(size => `db.${family}.${size}`)),
);
