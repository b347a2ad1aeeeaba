import { percentEncoded } from '../text/percent-encoded.ts'

const NAME_MAX = 80

/** A text as a file name for any system: no folders, control characters or reserved names; never empty. */
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

/** The Content-Disposition of a download: its name in UTF-8, with an ASCII fallback. */
export const attachment = (name: string): string => {
  const ascii = name.replace(/[^\x20-\x7e]/gu, '_').replace(/["\\]/g, '_')
  return `attachment; filename="${ascii}"; filename*=UTF-8''${percentEncoded(name.toWellFormed())}`
}
