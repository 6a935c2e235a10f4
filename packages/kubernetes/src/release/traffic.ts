/** The route by which those come to the new version who asked for it by a header; Argo Rollouts adds it to the mesh's own, and takes it away. */
export const OPT_IN_ROUTE = 'canary-opt-in';
