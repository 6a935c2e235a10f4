import type { Peer } from './peers';

/** What is not the internet: networks of our own, of the provider, of the node, and the address at which clouds hand out credentials. */
const NOT_OUTSIDE = ['10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'] as const;

/** The internet. A policy knows addresses, not names; names of third parties are the mesh's to check. */
export const OUTSIDE: Peer = { ipBlock: { cidr: '0.0.0.0/0', except: NOT_OUTSIDE } };

/** The agent on each node of EKS that gives a pod the credentials of its own role. */
export const POD_IDENTITY_AGENT: Peer = { ipBlock: { cidr: '169.254.170.23/32' } };
