import { Readable } from 'node:stream'
import fastifyCompress from '@fastify/compress'
import type { FastifyInstance } from 'fastify'

/** Smaller responses fit into one packet as they are. */
const LEAST_BYTES = 1024
const WORDY = /^(?:text\/|application\/(?:[\w.-]+\+)?json|image\/svg\+xml)/

/**
 * Compresses responses with Brotli or gzip if the caller accepts it. Requests are never decompressed: a small one could
 * become huge. To be added before any route.
 */
export async function compressAnswers(http: FastifyInstance) {
  // Streams are read as they arrive, and files by ranges: compression would delay both.
  http.addHook('onSend', async (request, _reply, payload) => {
    if (payload instanceof Readable) request.headers['x-no-compression'] = 'streamed'
  })
  await http.register(fastifyCompress, {
    encodings: ['br', 'gzip'],
    threshold: LEAST_BYTES,
    customTypes: WORDY,
    globalDecompression: false,
  })
}
