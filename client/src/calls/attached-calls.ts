import type { ChangeFileLimits, FileLimits, FileLink, FileText, SpeechOffer } from '#contract/shapes/file.ts'
import { path, type Transport } from '../transport.ts'

/** What is known of files that were uploaded, and how they are looked at. */
export const attachedCalls = (transport: Transport) => ({
  /** A picture small, as WebP. */
  async thumbnail(fileId: string, signal?: AbortSignal): Promise<Blob> {
    const response = await transport.open('GET', path`/v1/files/${fileId}/thumbnail`, { signal })
    return response.blob()
  },
  /** Where its bytes are for some minutes without signing in. */
  link: (fileId: string) => transport.call<FileLink>('POST', path`/v1/files/${fileId}/link`, { body: {} }),
  /** What it says, as far as that is known. */
  text: (fileId: string) => transport.call<FileText>('GET', path`/v1/files/${fileId}/text`),
  readAgain: (fileId: string) =>
    transport.call<FileText>('POST', path`/v1/files/${fileId}/text`, { body: {} }),
  limits: () => transport.call<FileLimits>('GET', '/v1/file-limits'),
  changeLimits: (changes: ChangeFileLimits) =>
    transport.call<FileLimits>('PATCH', '/v1/file-limits', { body: changes }),
  /** Whether answers can be read aloud here. */
  speechOffer: () => transport.call<SpeechOffer>('GET', '/v1/speech'),
  /** An answer read aloud, as MP3. */
  async speech(messageId: string, signal?: AbortSignal): Promise<Blob> {
    const response = await transport.open('POST', path`/v1/messages/${messageId}/speech`, { signal })
    return response.blob()
  },
})
