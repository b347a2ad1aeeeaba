import { MESSAGE_CHARACTERS, piecesOf, smallTalkIn } from '#platform/lexical/small-talk.ts'

const referent =
  'it|that|this|them|these|the (?:above|answer|text|last (?:answer|message))|your (?:last )?answer'
const reworkings = [
  String.raw`(?:now )?(?:can you |could you |would you )?(?:please )?(?:translate|summari[sz]e|rephrase|rewrite|shorten|repeat|simplify) (?:${referent})(?: (?:in|into|to|as) [\p{L}\- ]{1,40})?`,
  String.raw`(?:say (?:that|it) )?(?:again|shorter|in (?:english|chinese|german|french|spanish|japanese|korean))|(?:make it )?(?:shorter|simpler|longer)`,
  String.raw`(?:请|請|麻烦|麻煩|帮我|幫我)*(?:把)?(?:这|這|那|它|上面|上述|刚才|剛才|以上)?(?:个|個|些|段|的)?(?:话|話|内容|內容|回答|答案)?(?:翻译|翻譯|译|譯)(?:成|为|為|一下|到)*(?:(?:英|中|日|法|德|韩|韓|俄|西班牙|葡萄牙)(?:文|语|語)|简体|繁體|繁体)?(?:中文)?`,
  String.raw`(?:请|請|麻烦|麻煩)*(?:再说一[遍次]|再說一[遍次]|简短(?:一)?点|簡短(?:一)?點|总结一下|總結一下|重写一下|重寫一下|用(?:英文|中文|英语|英語|日文|日语|日語)(?:再)?(?:说|說|回答)(?:一[遍次])?)`,
]
const reworking = new RegExp(String.raw`^(?:${reworkings.join('|')})(?: please|吧|好吗|好嗎)?$`, 'iu')

const isPleasantry = (piece: string): boolean => {
  const talk = smallTalkIn(piece)
  return talk !== null && talk !== 'who-are-you'
}

/** Whether a message is only a greeting, thanks or assent, so that a search is pointless. */
export const isSmallTalk = (text: string): boolean =>
  text.length <= MESSAGE_CHARACTERS && piecesOf(text).every(isPleasantry)

/** Whether a message only asks to rephrase the last answer. */
export const isReworking = (text: string): boolean => {
  if (text.length > MESSAGE_CHARACTERS) return false
  const said = piecesOf(text).filter((piece) => !isPleasantry(piece))
  return said.length > 0 && said.every((piece) => reworking.test(piece))
}
