const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;

/** Whether a text is a full host name: at least two labels, none of them wild, the last with a letter. */
export function isHostName(host: unknown): boolean {
  if (typeof host !== 'string' || host.length > 253) return false;
  const labels = host.split('.');
  return labels.length > 1 && labels.every(label => LABEL.test(label)) && /[a-z]/i.test(labels.at(-1) ?? '');
}

/** Whether a text is an IPv4 address. */
export function isAddress(host: unknown): boolean {
  return typeof host === 'string' && /^(\d{1,3})(\.\d{1,3}){3}$/.test(host) && host.split('.').every(byte => Number(byte) <= 255);
}
