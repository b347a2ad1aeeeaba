import type { ServerResource, ServerResourceText } from '#contract/shapes/server-offer.ts'

const endings: Record<string, string> = {
  'text/markdown': 'md',
  'text/csv': 'csv',
  'text/html': 'html',
}

/** What was read of a server, as files; what is no text is left out. */
export function filesFrom(
  { name }: Pick<ServerResource, 'name'>,
  { contents }: Pick<ServerResourceText, 'contents'>,
): File[] {
  const texts = contents.filter(({ text }) => text !== null && text.trim() !== '')
  return texts.map(({ mediaType, text }, at) => {
    const type = mediaType?.split(';')[0]?.trim().toLowerCase() ?? 'text/plain'
    const plain = name.replace(/[\\/:*?"<>|]+/g, '-').slice(0, 150)
    const numbered = texts.length > 1 ? `${plain} ${at + 1}` : plain
    const isNamed = texts.length === 1 && /\.(md|csv|html?|txt)$/i.test(plain)
    return new File([text ?? ''], isNamed ? plain : `${numbered}.${endings[type] ?? 'txt'}`, { type })
  })
}
