/** Whether a text is an address of mail as SNS and budgets take it. */
export function isMailAddress(text: unknown): text is string {
  return (
    typeof text === 'string' && text.length <= 254 && /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}$/.test(text)
  );
}
