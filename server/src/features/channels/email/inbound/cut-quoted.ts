// How email programs introduce quotes, in the languages of most email: these words on a line of their own, or across
// two.
const attributions = [
  /^On\b.{5,300}\bwrote:$/,
  /^Am\b.{5,300}\bschrieb\b.{0,200}:$/,
  /^Le\b.{5,300}\ba écrit\s?:$/,
  /^El\b.{5,300}\bescribió:$/,
  /^Il\b.{5,300}\bha scritto:$/,
  /^Em\b.{5,300}\bescreveu:$/,
  /^Op\b.{5,300}\bschreef\b.{0,200}:$/,
  /^[在于於].{5,300}(?:写道|寫道)[:：]$/,
]
// Or by these, on one.
const endings = [/^.{5,300}(?:写道|寫道|のメール|さんは書きました|wrote)[:：]$/]
const dividers = [
  /^-{2,}\s*(?:Original Message|Ursprüngliche Nachricht|Message d'origine|Mensaje original|原始邮件|原始郵件|元のメッセージ)\s*-{2,}$/i,
]
const headerLine =
  /^\*?(?:From|Sent|To|Cc|Date|Subject|Von|Gesendet|An|Betreff|De|Envoyé|À|Objet|发件人|发送时间|收件人|抄送|主题|日期|寄件者|寄件人|傳送時間|收件者|主旨|差出人|送信日時|宛先|件名)\s?\*?[:：]/i
const sentFrom =
  /^(?:Sent from my \S.{0,40}|Get Outlook for \S.{0,60}|Von meinem \S.{0,40} gesendet|Envoyé de mon \S.{0,40}|Enviado desde mi \S.{0,40}|发自我的.{1,30}|從我的.{1,30}傳送|iPhoneから送信)$/i

/** No program writes longer attribution lines. */
const LINE_MAX = 400

const isQuote = (line: string) => line.startsWith('>')
const isBlank = (line: string) => line.trim() === ''

/** The line where older text begins. Looks at each line a fixed number of times, however many quotes are announced. */
function whereQuoteBegins(lines: readonly string[]): number {
  const isAnsweredFrom = answeredWithin(lines)
  for (let at = 0; at < lines.length; at += 1) {
    const line = (lines[at] ?? '').trim()
    if (line.length === 0 || line.length > LINE_MAX) continue
    if (dividers.some((one) => one.test(line))) return at
    if (isHeaderBlock(lines, at)) return isRule(lines[at - 1]) ? at - 1 : at
    const next = (lines[at + 1] ?? '').trim().slice(0, LINE_MAX)
    const isIntroduced =
      [...attributions, ...endings].some((one) => one.test(line)) ||
      attributions.some((one) => one.test(`${line} ${next}`))
    if (isIntroduced && !isAnsweredFrom(at + (next.endsWith(':') ? 2 : 1))) return at
  }
  return lines.length
}

const isRule = (line: string | undefined) => line !== undefined && /^[_-]{5,}\s*$/.test(line)

/** Three or more of the lines that an older mail's headers are shown by, from this line on. */
const isHeaderBlock = (lines: readonly string[], at: number) =>
  headerLine.test((lines[at] ?? '').trim()) &&
  lines.slice(at, at + 6).filter((line) => headerLine.test(line.trim())).length >= 3

/** From which lines on somebody wrote between quotes: then the quotes are part of the message. */
function answeredWithin(lines: readonly string[]): (from: number) => boolean {
  const lastQuote = lines.findLastIndex(isQuote)
  // For each line, the first one from there on that is the author's own; text below a signature is not.
  const owns: (string | undefined)[] = []
  let own: string | undefined
  for (const [at, line] of [...lines.entries()].toReversed()) {
    if (!isQuote(line) && !isBlank(line)) own = line
    owns[at] = own
  }
  return (from) => from <= lastQuote && owns[from] !== undefined && !beginsSignature(owns[from])
}

const beginsSignature = (line: string) => /^--\s?$/.test(line)

function withoutTail(lines: readonly string[], isTail: (line: string) => boolean): string[] {
  let end = lines.length
  while (end > 0 && (isBlank(lines[end - 1] ?? '') || isTail((lines[end - 1] ?? '').trim()))) end -= 1
  return lines.slice(0, end)
}

/**
 * The new text of an email: without the emails quoted below it and without the signature. The whole text if nothing
 * else is left.
 */
export function cutQuoted(text: string): { shown: string; isCut: boolean } {
  const lines = text.replace(/\r\n?/g, '\n').split('\n')
  const own = withoutTail(lines.slice(0, whereQuoteBegins(lines)), isQuote)
  const signed = own.findIndex(beginsSignature)
  const said = withoutTail(signed < 0 ? own : own.slice(0, signed), (line) => sentFrom.test(line))
  const shown = said.join('\n').trim()
  const whole = lines.join('\n').trim()
  return shown === '' ? { shown: whole, isCut: false } : { shown, isCut: shown !== whole }
}
