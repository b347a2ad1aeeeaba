import { fileKind } from '#client/file-kind.ts'
import type { FileLimits } from '#contract/shapes/file.ts'
import type { Messages } from '../messages/en.ts'
import type { Api } from './open-api.ts'

const KEPT_MS = 60_000

/**
 * Returns why a file would be refused, before any of it is sent; null if it would be accepted, or the rules are
 * unknown.
 */
export function openFileRefusal({ files }: Pick<Api, 'files'>, t: Messages, language: string) {
  let known: { limits: Promise<FileLimits | null>; at: number } | null = null
  return async (file: File): Promise<string | null> => {
    if (!known || Date.now() - known.at > KEPT_MS)
      known = { limits: files.limits().catch(() => null), at: Date.now() }
    const limits = await known.limits
    if (!limits) {
      known = null
      return null
    }
    const limit = Math.min(limits[fileKind(file)], limits.storageLeft ?? Number.POSITIVE_INFINITY)
    if (file.size === 0) return t.emptyFile(file.name)
    if (file.size <= limit) return null
    return limit === 0 ? t.notTaken(file.name) : t.tooLarge(file.name, inMegabytes(limit, language))
  }
}

const inMegabytes = (bytes: number, language: string): string =>
  `${(Math.floor(bytes / 1e5) / 10 || bytes / 1e6).toLocaleString(language)} MB`
