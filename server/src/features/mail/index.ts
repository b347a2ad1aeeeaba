export { manifest } from './manifest.ts'
export { askForMail, type Letter } from './mail.ts'
