import { percentEncoded } from '../text/percent-encoded.ts'

const NAME_MAX = 80

/** A text as the name of a file on any system: no folders, no control characters, nothing reserved; never empty. */
export const fileNameOf = (text: string, instead: string, ending: string): string => {
  const clean = text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\\/:*?"<>|\uFFFD]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^\.+|(?<!\.)\.+$/g, '')
  const name = [...clean].slice(0, NAME_MAX).join('').trim()
  return `${name || instead}.${ending}`
}

/** The Content-Disposition of a download: its name in UTF-8, and an ASCII one for whoever cannot read that. */
export const attachment = (name: string): string => {
  const ascii = name.replace(/[^\x20-\x7e]/gu, '_').replace(/["\\]/g, '_')
  return `attachment; filename="${ascii}"; filename*=UTF-8''${percentEncoded(name.toWellFormed())}`
}
