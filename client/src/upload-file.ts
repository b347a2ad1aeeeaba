import type { File as StoredFile } from '#contract/shapes/file.ts'
import { errorOfAnswer, unreachable } from './api-error.ts'
import type { Transport } from './transport.ts'

export interface UploadOptions {
  signal?: AbortSignal
  /** Called with the progress of the upload, 0 to 1. Only in browsers. */
  onProgress?: (done: number) => void
}

/** Stores a file; with `onProgress` in a browser, as an upload that is watched. */
export function uploadFile(
  transport: Transport,
  content: Blob,
  name: string,
  options: UploadOptions = {},
): Promise<StoredFile> {
  const form = new FormData()
  form.append('file', content, name)
  return options.onProgress && 'XMLHttpRequest' in globalThis
    ? uploadWatched(transport, form, options)
    : transport
        .open('POST', '/v1/files', { body: form, signal: options.signal })
        .then((response) => response.json())
}

/** `fetch` cannot report upload progress; XMLHttpRequest can. */
async function uploadWatched(
  transport: Transport,
  form: FormData,
  options: UploadOptions,
): Promise<StoredFile> {
  const { bearer } = transport
  const token = bearer.current()
  const first = await sendForm(transport, form, options)
  const isStale = first.status === 401 && token !== null && (await bearer.renew(token))
  const answer = isStale ? await sendForm(transport, form, options) : first
  if (answer.status >= 200 && answer.status < 300) return JSON.parse(answer.responseText) as StoredFile
  throw errorOfAnswer(answer.status, (name) => answer.getResponseHeader(name), answer.responseText)
}

const sendForm = ({ baseUrl, bearer }: Transport, form: FormData, { signal, onProgress }: UploadOptions) =>
  new Promise<XMLHttpRequest>((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const request = new XMLHttpRequest()
    request.open('POST', `${baseUrl}/v1/files`)
    const token = bearer.current()
    if (token !== null) request.setRequestHeader('authorization', `Bearer ${token}`)
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      onProgress?.(total > 0 ? loaded / total : 0),
    )
    request.addEventListener('load', () => resolve(request))
    request.addEventListener('error', () => reject(unreachable(new Error('The upload broke off.'))))
    request.addEventListener('abort', () => reject(signal?.reason))
    signal?.addEventListener('abort', () => request.abort(), { once: true })
    request.send(form)
  })
