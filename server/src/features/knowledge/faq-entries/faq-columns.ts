/** The columns of questions and answers in a CSV file. */
export interface FaqColumns {
  readonly hasHeader: boolean
  /** Counted from 0; null if it cannot be determined. */
  readonly question: number | null
  readonly answer: number | null
}

const questionWords =
  /^(?:q|questions?|faq|prompt|问题|問題|提问|提問|问|問|標準問題|标准问题|常见问题|常見問題|質問)$/i
const answerWords = /^(?:a|answers?|reply|response|答案|回答|解答|答|回复|回覆|答复|答覆|標準答案|标准答案)$/i

/**
 * Detects the columns of questions and answers: by their headings, otherwise by their content. Questions end in
 * question marks and are short; answers are long.
 */
export function detectFaqColumns(rows: readonly (readonly string[])[]): FaqColumns {
  const [header = []] = rows
  const named = (words: RegExp) => header.findIndex((cell) => words.test(cell.trim().replace(/\s+/g, '')))
  const [question, answer] = [named(questionWords), named(answerWords)]
  if (question >= 0 && answer >= 0) return { hasHeader: true, question, answer }
  const body = rows.slice(0, SAMPLE_ROWS)
  const columns = Math.max(0, ...body.map((row) => row.length))
  const statistics = Array.from({ length: columns }, (_, column) => statisticsOf(body, column))
  const filled = statistics.filter(({ share }) => share >= 0.5)
  const byQuestion = filled.toSorted((a, b) => b.asking - a.asking || a.length - b.length)
  const asked = filled.length < 2 ? null : (byQuestion[0]?.column ?? null)
  const told = filled.filter(({ column }) => column !== asked).toSorted((a, b) => b.length - a.length)
  return { hasHeader: false, question: asked, answer: asked === null ? null : (told[0]?.column ?? null) }
}

const SAMPLE_ROWS = 200

function statisticsOf(rows: readonly (readonly string[])[], column: number) {
  const cells = rows.map((row) => row[column]?.trim() ?? '').filter((cell) => cell !== '')
  const count = Math.max(cells.length, 1)
  return {
    column,
    share: cells.length / Math.max(rows.length, 1),
    asking: cells.filter((cell) => /[?？]$/.test(cell)).length / count,
    length: cells.reduce((sum, cell) => sum + cell.length, 0) / count,
  }
}
