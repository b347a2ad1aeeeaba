import fastifyCompress from '@fastify/compress'
import type { FastifyInstance } from 'fastify'

/** Shorter answers fit into one packet as they are. */
const LEAST_BYTES = 1024
/** What is worth it, and is not read as it comes: streams of events are flushed word by word. */
const WORDY = /^(?:text\/(?!event-stream)|application\/(?:[\w.-]+\+)?json|image\/svg\+xml)/

/**
 * Answers in Brotli or gzip where the caller takes it. What is sent to us is never unpacked: a small request could
 * become a large one. To be added before any route; a route of stored bytes leaves it with `compress: false`.
 */
export async function compressAnswers(http: FastifyInstance) {
  await http.register(fastifyCompress, {
    encodings: ['br', 'gzip'],
    threshold: LEAST_BYTES,
    customTypes: WORDY,
    globalDecompression: false,
  })
}
