import type { Readable } from 'node:stream'
import type { Spent } from './cost.ts'

/** First and last byte, both inclusive. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}

/** Blob storage outside the database. Keys come from the caller and never contain a user's text. */
export interface Blobs {
  /** Stores the stream under `key`, whole or not at all. Throws Fault `too_large` beyond the limit. */
  write(key: string, content: Readable, limitBytes: number): Promise<{ sizeBytes: number; sha256: string }>
  /** Throws Fault `not_found` when there is none. */
  read(key: string): Promise<Uint8Array>
  /** The same as a stream, whole or a range. Throws Fault `not_found` before it starts. */
  open(key: string, range?: ByteRange): Promise<Readable>
  remove(key: string): Promise<void>
  /** Removes every blob whose key starts with `folder` and a slash. */
  removeFolder(folder: string): Promise<void>
}

/** A picture as models receive it. */
export interface ShownPicture {
  mediaType: 'image/png' | 'image/jpeg'
  data: Uint8Array
  /** Whether it is only the first of several in one file. */
  isAnimated: boolean
}

/** Decodes pictures that people sent, within limits on size and time. Throws Fault `invalid_input` for anything else. */
export interface Pictures {
  /** Upright, scaled down to what models accept, without metadata on camera and place. */
  forModel(content: Uint8Array, signal: AbortSignal): Promise<ShownPicture>
  /** A thumbnail, as WebP. */
  thumbnail(content: Uint8Array, signal: AbortSignal): Promise<Uint8Array>
}

/** A frame of a video, as JPEG. */
export interface FilmPicture {
  second: number
  data: Uint8Array
}

/** Decodes videos in another process, within limits. Throws Fault `invalid_input` with a reason if it cannot. */
export interface Films {
  /** A few frames, evenly spaced, scaled down to what models accept. */
  pictures(
    content: Uint8Array,
    signal: AbortSignal,
  ): Promise<{ seconds: number | null; pictures: FilmPicture[] }>
  /** The sound of a video or recording, in a format that transcription models accept. */
  sound(
    content: Uint8Array,
    signal: AbortSignal,
  ): Promise<{ content: Uint8Array; mediaType: string; seconds: number | null; isCut: boolean }>
}

/** Renders documents in another process, within limits. Throws Fault `invalid_input` if it cannot. */
export interface DrawnPages {
  /** The first page of a PDF, as JPEG. */
  first(content: Uint8Array, signal: AbortSignal): Promise<Uint8Array>
}

/** Scans files for malware. */
export interface Scanner {
  /** What the scanner found, by its own name; null if nothing. Throws Fault `unavailable` if it does not respond. */
  scan(content: Uint8Array, signal: AbortSignal): Promise<string | null>
}

/** Transcribes speech. */
export interface Transcriber {
  /** `provider/model`. */
  readonly id: string
  takes(mediaType: string): boolean
  /** Throws Fault `invalid_input` or `too_large` for what can never be transcribed, others if a retry may succeed. */
  transcribe(
    sound: { content: Uint8Array; mediaType: string },
    signal: AbortSignal,
  ): Promise<{ text: string; language: string | null; seconds: number | null; cost: Spent | null }>
}

/** Text to speech. */
export interface Speaker {
  /** `provider/model`, with the voice after an `@`. */
  readonly id: string
  speak(
    text: string,
    signal: AbortSignal,
  ): Promise<{ content: Uint8Array; mediaType: string; cost: Spent | null }>
}

export interface ExtractedDocument {
  /** The plain text; passages and citations are offsets into it. */
  text: string
  /** Structure found in it, in order of offset in `text`. */
  headings: { start: number; level: number; text: string }[]
  pages: { start: number; page: number }[]
  /** What a web page says about itself. */
  page?: PageFacts
}

export interface PageFacts {
  title: string
  /** Its links, as written or resolved against its own base. */
  links: string[]
  /** Whether it asks not to be indexed, or its links not to be followed. */
  isNoindex: boolean
  isNofollow: boolean
}

/** Extracts the text of a file, outside the main thread, within limits on time and memory. */
export interface DocumentReader {
  /** Media types it can read. */
  readonly mediaTypes: readonly string[]
  /** Throws Fault `invalid_input` with a reason if the document cannot be read. */
  extract(content: Uint8Array, mediaType: string, signal: AbortSignal): Promise<ExtractedDocument>
  close(): Promise<void>
}
