import type { FilePart } from '#contract/message-parts.ts'
import type { Api } from '../chat/open-api.ts'
import type { Messages } from '../messages/en.ts'
import { el, icon } from './element.ts'
import { showWhole } from './whole-picture.ts'

/** The calls for reading files of messages. */
export type FileReach = Pick<Api['files'], 'content' | 'thumbnail' | 'link'>

interface FileContext {
  t: Messages
  files: FileReach
  onProblem(text: string): void
}

/** Types that a browser displays without running scripts. */
const SHOWN = /^image\/(png|jpeg|gif|webp)$/

/**
 * A file of a message: pictures are shown, sound and film are played, a document shows its first page, others are
 * downloads.
 */
export function fileView(part: FilePart, context: FileContext): HTMLElement {
  if (SHOWN.test(part.mediaType)) return pictureView(part, context)
  if (part.mediaType.startsWith('audio/')) return playerView('audio', part, context)
  if (part.mediaType.startsWith('video/')) return playerView('video', part, context)
  if (part.mediaType === 'application/pdf') return documentView(part, context)
  return saveButton(part, context)
}

/** The first page of a document, if the server can draw it, above its name. */
function documentView(part: FilePart, context: FileContext): HTMLElement {
  const whole = el('div', { class: 'document' }, saveButton(part, context))
  context.files.thumbnail(part.fileId).then(
    ({ content }) => whole.prepend(el('img', { alt: '', class: 'page', src: drawnOf(content) })),
    () => {},
  )
  return whole
}

/** The address of what the server drew; the type is its own, whatever the answer says. */
const drawnOf = (blob: Blob): string => URL.createObjectURL(new Blob([blob], { type: 'image/webp' }))

function pictureView(part: FilePart, context: FileContext): HTMLElement {
  const { t, files } = context
  const picture = el('img', { alt: part.name, class: 'picture' })
  const button = el(
    'button',
    {
      type: 'button',
      class: 'preview',
      'aria-label': t.openPicture(part.name),
      onclick: () => showWhole(part, context, picture.src),
    },
    picture,
  )
  files.thumbnail(part.fileId).then(
    ({ content }) => {
      picture.src = drawnOf(content)
    },
    // Too damaged for a thumbnail, or deleted: the download reports it.
    () => button.replaceWith(saveButton(part, context)),
  )
  return button
}

/** The browser’s own player, which requests a new address once, when it expires. */
function playerView(tag: 'audio' | 'video', part: FilePart, context: FileContext): HTMLElement {
  const { files } = context
  const player = el(tag, { controls: true, preload: 'metadata', playsinline: true, 'aria-label': part.name })
  const whole = el('div', { class: 'player' }, player, saveButton(part, context))
  const load = () =>
    files.link(part.fileId).then(
      ({ url }) => {
        player.src = url
      },
      () => player.remove(),
    )
  let tries = 0
  player.addEventListener('error', () => {
    tries += 1
    if (tries > 1) player.remove()
    else void load()
  })
  void load()
  if (player instanceof HTMLVideoElement)
    files.thumbnail(part.fileId).then(
      ({ content }) => {
        player.poster = drawnOf(content)
      },
      () => {},
    )
  return whole
}

function saveButton(part: FilePart, { t, files, onProblem }: FileContext): HTMLElement {
  const save = async () => {
    try {
      const address = URL.createObjectURL((await files.content(part.fileId)).content)
      el('a', { href: address, download: part.name }).click()
      setTimeout(() => URL.revokeObjectURL(address), 60_000)
    } catch {
      onProblem(t.fileGone)
    }
  }
  return el(
    'button',
    { type: 'button', class: 'file', 'aria-label': t.download(part.name), onclick: () => void save() },
    icon('M14 3H6v18h12V7z', 'M14 3v4h4'),
    el('bdi', { class: 'name' }, part.name),
  )
}
