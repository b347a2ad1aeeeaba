/** Tries as often as that to catch a planted mistake, which hurts by chance; answers how often it was caught. */
export async function untilCaught(triesMax: number, attempt: () => Promise<number>): Promise<number> {
  let caught = 0
  for (let tries = 0; tries < triesMax && caught === 0; tries += 1) caught += await attempt()
  return caught
}
