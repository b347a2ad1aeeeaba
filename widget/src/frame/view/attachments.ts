import { ApiError } from '#client/api-error.ts'
import type { UploadOptions } from '#client/upload-file.ts'
import type { Messages } from '../messages/en.ts'
import { el, iconButton } from './element.ts'

export interface Attached {
  readonly fileId: string
  readonly name: string
}

/** The files attached to the message being written. */
export interface Attachments {
  readonly node: HTMLElement
  files(): readonly Attached[]
  isUploading(): boolean
  take(files: Iterable<File>): void
  clear(): void
}

export interface AttachmentsDoing {
  t: Messages
  upload(file: File, options: UploadOptions): Promise<{ id: string; name: string }>
  /** Why a file would be refused; null if it would be accepted. */
  refusalOf(file: File): Promise<string | null>
  onProblem(text: string): void
}

interface Chip {
  readonly node: HTMLElement
  readonly leaving: AbortController
  stored: Attached | null
}

const FILES_MAX = 10

export function openAttachments(
  { t, upload, refusalOf, onProblem }: AttachmentsDoing,
  { onChange, onRemoved }: { onChange(): void; onRemoved(): void },
): Attachments {
  const node = el('ul', { class: 'attached', 'aria-live': 'polite', 'aria-label': t.attached })
  let chips: Chip[] = []

  const remove = (chip: Chip) => {
    chip.leaving.abort()
    chip.node.remove()
    chips = chips.filter((other) => other !== chip)
    onChange()
  }
  const send = async (file: File, chip: Chip, progress: HTMLProgressElement) => {
    const { signal } = chip.leaving
    const onProgress = (done: number) => {
      progress.value = done
    }
    try {
      const refusal = await refusalOf(file)
      if (signal.aborted) return
      if (refusal !== null) {
        remove(chip)
        return onProblem(refusal)
      }
      const { id, name } = await upload(file, { signal, onProgress })
      chip.stored = { fileId: id, name }
      progress.remove()
      onChange()
    } catch (error) {
      if (signal.aborted) return
      remove(chip)
      onProblem(sentenceFor(error, file.name, t))
    }
  }
  const add = (file: File) => {
    const progress = el('progress', { max: 1, value: 0, 'aria-label': t.uploading(file.name) })
    const away = iconButton(t.removeFile(file.name), ['M6 6l12 12', 'M18 6L6 18'], () => {
      remove(chip)
      onRemoved()
    })
    const chip: Chip = {
      node: el('li', { class: 'chip' }, el('bdi', { class: 'name' }, file.name), progress, away),
      leaving: new AbortController(),
      stored: null,
    }
    chips.push(chip)
    node.append(chip.node)
    onChange()
    void send(file, chip, progress)
  }

  return {
    node,
    files: () => chips.flatMap(({ stored }) => stored ?? []),
    isUploading: () => chips.some(({ stored }) => stored === null),
    take(files) {
      for (const file of files) {
        if (chips.length >= FILES_MAX) return onProblem(t.tooManyFiles(FILES_MAX))
        add(file)
      }
    },
    clear() {
      node.replaceChildren()
      chips = []
    },
  }
}

const sentenceFor = (error: unknown, name: string, t: Messages): string =>
  error instanceof ApiError && error.code === 'too_large'
    ? t.tooLargeHere(name)
    : error instanceof ApiError && error.code === 'invalid_input'
      ? t.refused(name)
      : t.uploadFailed(name)
