import type {
  FilledServerPrompt,
  ServerPrompt,
  ServerResource,
  ServerResourceText,
} from '#contract/shapes/server-offer.ts'
import { storableText } from '#kernel/storable.ts'
import type { ServedPrompt, ServedResource, ToolSession } from '#kernel/tool-servers.ts'
import { tooLargeAnswer } from '#kernel/tool-server-fault.ts'

const ITEMS_MAX = 500
const ARGUMENTS_MAX = 30
const NAME_MAX = 200
const DESCRIPTION_MAX = 1_000
const URI_MAX = 2_000
const TEXT_MAX = 1_000_000
/** As much as a message holds. */
const SAID_MAX = 100_000

const short = (text: string, length: number): string => storableText(text.slice(0, length))

/** Resources that can be requested by URI, up to a limit. */
export const toResources = (served: readonly ServedResource[]): ServerResource[] =>
  served
    .filter(({ uri }) => uri !== '' && uri.length <= URI_MAX && storableText(uri) === uri)
    .slice(0, ITEMS_MAX)
    .map(({ uri, name, description, mediaType }) => ({
      uri,
      name: short(name, NAME_MAX) || uri.slice(0, NAME_MAX),
      description: short(description, DESCRIPTION_MAX),
      mediaType: mediaType && short(mediaType, NAME_MAX),
    }))

/** Those that can be filled in by their names. */
export const toPrompts = (served: readonly ServedPrompt[]): ServerPrompt[] =>
  served
    .filter(
      (one) => isName(one.name) && one.arguments.length <= ARGUMENTS_MAX && one.arguments.every(isNamed),
    )
    .slice(0, ITEMS_MAX)
    .map((one) => ({
      name: one.name,
      description: short(one.description, DESCRIPTION_MAX),
      arguments: one.arguments.map(({ name, description, isRequired }) => ({
        name,
        description: short(description, DESCRIPTION_MAX),
        isRequired,
      })),
    }))

const isName = (name: string) => name !== '' && name.length <= NAME_MAX && storableText(name) === name
const isNamed = ({ name }: { name: string }) => isName(name)

/** Throws Fault `too_large` for more than anyone quotes. */
export function toContents(
  read: Awaited<ReturnType<ToolSession['readResource']>>,
): ServerResourceText['contents'] {
  refuseMore(
    read.map(({ text }) => text ?? ''),
    TEXT_MAX,
  )
  return read.slice(0, ITEMS_MAX).map(({ mediaType, text }) => ({
    mediaType: mediaType && short(mediaType, NAME_MAX),
    text: text && storableText(text),
  }))
}

/** Throws Fault `too_large` for more than a message holds. */
export function toMessages(
  filled: Awaited<ReturnType<ToolSession['getPrompt']>>,
): FilledServerPrompt['messages'] {
  refuseMore(
    filled.map(({ text }) => text),
    SAID_MAX,
  )
  return filled.map(({ role, text }) => ({ role, text: storableText(text) }))
}

function refuseMore(texts: readonly string[], max: number): void {
  if (texts.reduce((sum, text) => sum + text.length, 0) > max)
    throw tooLargeAnswer(`${max.toLocaleString('en')} characters`)
}
