import { parentPort } from 'node:worker_threads'
import { Fault } from '#kernel/fault.ts'
import { type OpenApiAnswer, readOpenApi } from './read-openapi.ts'

function answerOf(text: string): OpenApiAnswer {
  try {
    return { read: readOpenApi(text) }
  } catch (error) {
    if (error instanceof Fault && error.code === 'invalid_input')
      return { refusal: error.message, fields: error.fields ?? [] }
    throw error
  }
}

parentPort?.on('message', (text: string) => parentPort?.postMessage(answerOf(text)))
