/**
 * Whether a pattern matches a tool's name; `*` stands for any text, including none. Takes at most the product of both
 * lengths.
 */
export function matches(pattern: string, name: string): boolean {
  let [at, read, star, from] = [0, 0, -1, 0]
  while (read < name.length) {
    if (pattern[at] === '*') {
      star = at
      from = read
      at += 1
    } else if (pattern[at] === name[read]) {
      at += 1
      read += 1
    } else if (star >= 0) {
      at = star + 1
      from += 1
      read = from
    } else return false
  }
  while (pattern[at] === '*') at += 1
  return at === pattern.length
}
