import { onThisMachine } from '../kit/own-pages.ts'

export const itsPages = {
  origins: onThisMachine([3000, 3001, 4000, 5173, 5174, 8001]),
  methods: 'DELETE, GET, OPTIONS, PATCH, POST, PUT',
  exposed:
    'x-request-id, x-process-time, x-ratelimit-limit, x-ratelimit-window, x-ratelimit-remaining, x-ratelimit-reset, retry-after',
}
