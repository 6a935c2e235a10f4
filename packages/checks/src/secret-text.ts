const SECRET_NAME = /PASSWORD|SECRET|TOKEN|PRIVATE_?KEY|API_?KEY/i;

/** Values that are secrets whatever they are called. */
const SECRET_VALUES = [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, /\bA(?:KI|SI)A[0-9A-Z]{16}\b/, /:\/\/[^/\s:@]*:[^/\s@]+@/];

/** Whether what is called so is a secret. */
export function namesSecret(name: string): boolean {
  return SECRET_NAME.test(name);
}

/** Whether a text holds one. */
export function holdsSecret(text: string): boolean {
  return SECRET_VALUES.some(pattern => pattern.test(text));
}
