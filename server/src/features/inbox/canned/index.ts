export { audience } from './manifest.ts'
export {
  addCannedReply,
  listCannedReplies,
  changeCannedReply,
  deleteCannedReply,
} from './replies/canned-replies.ts'
export { fillCannedReply } from './replies/fill-canned-reply.ts'
export { addMacro, listMacros, changeMacro, deleteMacro } from './macros/macros.ts'
export { runMacro } from './macros/run-macro.ts'
