/** Memory in GiB by the name of a size. */
const SIZES = { large: 16, xlarge: 32, '2xlarge': 64, '4xlarge': 128, '8xlarge': 256, '12xlarge': 384, '16xlarge': 512 } as const;

/** The lines of machines that DocumentDB offers on Graviton for every version that may be declared. */
const FAMILIES = { t4g: { medium: 4 }, r6g: SIZES, r8g: SIZES } as const;

type Family = keyof typeof FAMILIES;

/** A machine of a document database, by the name that DocumentDB gives it: `db.r6g.large`. */
export type MongoDbClass = { [Name in Family]: `db.${Name}.${keyof (typeof FAMILIES)[Name] & string}` }[Family];

/** Every machine that a document database may have, with its memory in GiB. */
export const MONGODB_CLASSES: ReadonlyMap<string, number> = new Map(
  Object.entries<Readonly<Record<string, number>>>(FAMILIES).flatMap(([family, sizes]) =>
    Object.entries(sizes).map(([size, memoryGib]) => [`db.${family}.${size}`, memoryGib] as const),
  ),
);
