import type { Readable } from 'node:stream'
import type { Spent } from './cost.ts'

/** From one byte to another, both included. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}

/** Bytes kept outside the database. Keys are made by the caller and never contain a user's text. */
export interface Blobs {
  /** Stores the stream under `key`; the blob is there whole or not at all. Throws Fault `too_large` past the limit. */
  write(key: string, content: Readable, limitBytes: number): Promise<{ sizeBytes: number; sha256: string }>
  /** Throws Fault `not_found` when there is none. */
  read(key: string): Promise<Uint8Array>
  /** The same as a stream, whole or from one byte to another, both included. Throws Fault `not_found` before it begins. */
  open(key: string, range?: ByteRange): Promise<Readable>
  remove(key: string): Promise<void>
  /** Removes every blob whose key begins with `folder` and a slash. */
  removeFolder(folder: string): Promise<void>
}

/** A picture as models are shown it. */
export interface ShownPicture {
  mediaType: 'image/png' | 'image/jpeg'
  data: Uint8Array
  /** Whether it is only the first of several in one file. */
  isAnimated: boolean
}

/** Opens pictures that people sent, within limits on size and time. Throws Fault `invalid_input` for what is none. */
export interface Pictures {
  /** Upright, as small as models take it, and without what it tells of camera and place. */
  forModel(content: Uint8Array, signal: AbortSignal): Promise<ShownPicture>
  /** A small WebP of it. */
  thumbnail(content: Uint8Array, signal: AbortSignal): Promise<Uint8Array>
}

/** A picture out of a film, as JPEG. */
export interface FilmPicture {
  second: number
  data: Uint8Array
}

/** Looks into films, apart from this process and within limits. Throws Fault `invalid_input` with a reason for what it cannot. */
export interface Films {
  /** A few pictures of it, evenly from beginning to end, as small as models take them. */
  pictures(
    content: Uint8Array,
    signal: AbortSignal,
  ): Promise<{ seconds: number | null; pictures: FilmPicture[] }>
  /** What is heard in a film, or in a recording of any format, in a format that transcribers take. */
  sound(
    content: Uint8Array,
    signal: AbortSignal,
  ): Promise<{ content: Uint8Array; mediaType: string; seconds: number | null; isCut: boolean }>
}

/** Draws documents, apart from this process and within limits. Throws Fault `invalid_input` for what it cannot. */
export interface DrawnPages {
  /** The first page of a PDF, as JPEG. */
  first(content: Uint8Array, signal: AbortSignal): Promise<Uint8Array>
}

/** Looks files through for what harms. */
export interface Scanner {
  /** What it found, by its own name; null for a file in which it found nothing. Throws Fault `unavailable` without an answer. */
  scan(content: Uint8Array, signal: AbortSignal): Promise<string | null>
}

/** Writes down what is said in sound. */
export interface Transcriber {
  /** `provider/model`. */
  readonly id: string
  takes(mediaType: string): boolean
  /** Throws Fault: `invalid_input` or `too_large` for what can never be written down, others where another try may help. */
  transcribe(
    sound: { content: Uint8Array; mediaType: string },
    signal: AbortSignal,
  ): Promise<{ text: string; language: string | null; seconds: number | null; cost: Spent | null }>
}

/** Reads texts aloud. */
export interface Speaker {
  /** `provider/model`, with its voice after an `@`. */
  readonly id: string
  speak(
    text: string,
    signal: AbortSignal,
  ): Promise<{ content: Uint8Array; mediaType: string; cost: Spent | null }>
}

export interface ExtractedDocument {
  /** Plain text as it was written; passages and citations count their offsets in it. */
  text: string
  /** Structure found on the way, by offset in `text`, in order. */
  headings: { start: number; level: number; text: string }[]
  pages: { start: number; page: number }[]
  /** What a page of the web says of itself. */
  page?: PageFacts
}

export interface PageFacts {
  title: string
  /** Where it leads, as it is written there or completed by its own base. */
  links: string[]
  /** Whether it asks that it is not indexed, or its links not followed. */
  isNoindex: boolean
  isNofollow: boolean
}

/** Turns a file into text. Runs apart from the main thread, with limits on time and memory. */
export interface DocumentReader {
  /** Media types it can read. */
  readonly mediaTypes: readonly string[]
  /** Throws Fault `invalid_input` with a detail that says why the document cannot be read. */
  extract(content: Uint8Array, mediaType: string, signal: AbortSignal): Promise<ExtractedDocument>
  close(): Promise<void>
}
