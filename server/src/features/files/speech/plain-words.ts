/** Markdown as it is read out: no signs of form, no addresses, and code only named. */
export const plainWords = (text: string): string =>
  text
    .replace(/```[\s\S]*?(?:```|$)/g, ' … ')
    .replace(/!?\[([^[\]\n]*)\]\((?:[^()\n]|\([^()\n]*\))*\)/g, '$1')
    .replace(/https?:\/\/\S+/g, ' … ')
    .replace(/^\s{0,3}(?:#{1,6}|>|[-*+]|\d+\.)\s+/gm, '')
    .replace(/^[ \t:|-]+$/gm, '')
    .replace(/[*_~`|]+/g, ' ')
    .replace(/[ \t]+/g, ' ')
    .trim()
