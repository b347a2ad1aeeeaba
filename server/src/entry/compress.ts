import { Readable } from 'node:stream'
import fastifyCompress from '@fastify/compress'
import type { FastifyInstance } from 'fastify'

/** Shorter answers fit into one packet as they are. */
const LEAST_BYTES = 1024
const WORDY = /^(?:text\/|application\/(?:[\w.-]+\+)?json|image\/svg\+xml)/

/**
 * Answers in Brotli or gzip where the caller takes it. What is sent to us is never unpacked: a small request could
 * become a large one. To be added before any route.
 */
export async function compressAnswers(http: FastifyInstance) {
  // What is streamed is read as it comes, and a file is asked for by its ranges: a packer would hold both back.
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
