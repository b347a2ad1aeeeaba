const code = (at: number) => `\`\`\`ts
/** Counts what was said in part ${at}. */
export function count${at}(words: readonly string[], from = ${at}): number {
  const kept = words.filter((word) => word !== '' && word.length > ${at % 5})
  return kept.slice(from).reduce((sum, word) => sum + word.length, 0) // every word counts
}
\`\`\``

const table = (at: number) =>
  ['| day | opens | closes | visitors |', '| --- | :-: | --: | --- |']
    .concat(
      Array.from(
        { length: 8 },
        (_, row) => `| **${row + at}** | ${8 + (row % 3)}:00 | 18:${row}0 | about \`${row * 31 + at}\` |`,
      ),
    )
    .join('\n')

const formula = (at: number) => `The sum is $s_{${at}} = \\sum_{k=1}^{n} \\frac{k^2}{${at + 1}}$, and so

$$
\\int_0^{${at + 1}} x^2 \\, dx = \\frac{${at + 1}^3}{3}, \\qquad \\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}
$$`

const list = (at: number) => `1. First, *look* at part ${at}.
2. Then ask [somebody](https://example.com/${at}) who knows.
   - It may take **a while**.
   - It may not.
3. At last, write it down.`

const paragraph = (at: number) =>
  `## Part ${at + 1}\n\nEvery word that was said is kept in order, so that nothing is lost on the way; 每个字都按顺序保存。 `.concat(
    'The answer goes on with words that are neither short nor long. '.repeat(3),
  )

const kinds = [paragraph, table, code, formula, list]

/** An answer with all that costs a page time, at least so many characters long. */
export function longAnswer(length: number): string {
  let text = ''
  for (let at = 0; text.length < length; at++) text += `${kinds[at % kinds.length]?.(at) ?? ''}\n\n`
  return text
}
