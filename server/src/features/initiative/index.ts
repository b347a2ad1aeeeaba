export { audience } from './events.ts'
export { jobHandlers } from './jobs.ts'
export { readWishes } from './wishes/read-wishes.ts'
export { setWishes } from './wishes/set-wishes.ts'
