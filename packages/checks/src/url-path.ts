/** Whether a text is the path of a URL, as Kubernetes takes it: absolute, without query, empty or relative parts. */
export function isUrlPath(path: unknown): boolean {
  return typeof path === 'string' && /^\/[A-Za-z0-9/._~!$&'()*+,;=:@%-]*$/.test(path) && !/\/\/|\/\.\.?(\/|$)|%(?![0-9A-Fa-f]{2})/.test(path);
}
