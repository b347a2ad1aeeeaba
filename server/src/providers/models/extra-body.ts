/** Extra fields replace ours; a null removes ours. */
export function withExtraBody(body: Record<string, unknown>, extra: Record<string, unknown>) {
  return Object.fromEntries(Object.entries({ ...body, ...extra }).filter(([, value]) => value !== null))
}
