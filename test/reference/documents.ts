import { ClinicalService, days, type ExistingStore, seconds } from '@clinfra/core';
import type { Ground } from './ground';

/** Databases of documents: one with every option, one with what is left out. */
export function declareDocuments({ hosting, tier, clinical }: Ground): void {
  const existing = (host: string, cidr: string): { readonly existing?: ExistingStore } => (hosting === 'cluster' ? { existing: { host, cidr } } : {});
  const notes = tier.mongodb('notes', {
    ...existing('notes.stores.reference.example', '10.90.11.0/28'),
    holds: ['phi'],
    version: '8.0',
    instanceClass: 'db.r8g.xlarge',
    replicas: 3,
    backupRetention: days(35),
    backupHours: { from: '23:30', to: '02:00' },
    maintenanceHours: { day: 'saturday', from: '03:00', to: '06:00' },
    passwordRotation: days(3),
    slowOperations: seconds(0.2),
  });
  const templates = tier.mongodb('templates', {
    ...existing('templates.stores.reference.example', '10.90.12.0/28'),
    holds: ['operational'],
    size: 'small',
    finalSnapshot: false,
  });
  if (hosting === 'aws') {
    notes.waive({
      rule: 'logged-values',
      reason: 'slow notes are looked into by the team that may read them, until the indexes are right',
      until: '2027-03-31',
    });
    templates.waive({ rule: 'final-snapshot', reason: 'the templates are loaded from the image of the service', until: '2027-06-30' });
  }
  const writing = new ClinicalService(clinical, 'writing', { image: 'registry.reference.example/writing:1.4.2', port: 4014, scale: { min: 3, max: 6 } });
  writing.reads(notes, templates).writes(notes);
}
