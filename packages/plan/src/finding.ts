export type { Finding } from '@clinfra/checks';
