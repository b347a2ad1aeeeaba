// Each is the whole of what was said, or that with a name or a please; anything more may hold a question.
const courtesies = [
  String.raw`(?:hi|hello|hey|good (?:morning|afternoon|evening|night)|bye|goodbye|see you)(?: there| all| everyone)?`,
  String.raw`(?:many |ok |okay |great |perfect )?(?:thanks|thank you|thx|cheers)(?: a lot| so much| very much| again| for (?:your|the) help)?`,
  'please|ok|okay|great|perfect|cool|nice|got it|i see|sure|good|awesome|you too',
  String.raw`(?:你|您|大家)?好(?:啊|呀|吗|嗎|的)?|(?:早上|上午|中午|下午|晚上)好|早安|午安|晚安|哈[喽囉嘍]|嗨|在吗|在嗎|再[见見]|拜拜`,
  String.raw`(?:非常|多|太|十分|好的?)?(?:感谢|感謝|谢谢|謝謝|谢|謝)(?:你|您|了|啦|啊|你的帮助|您的幫助)*|辛苦了|明白了?|知道了|收到|没事了|沒事了|可以了`,
  'こんにちは|おはよう(?:ございます)?|こんばんは|ありがとう(?:ございます)?|了解(?:です)?',
]
const referent =
  'it|that|this|them|these|the (?:above|answer|text|last (?:answer|message))|your (?:last )?answer'
const reworkings = [
  String.raw`(?:now )?(?:can you |could you |would you )?(?:please )?(?:translate|summari[sz]e|rephrase|rewrite|shorten|repeat|simplify) (?:${referent})(?: (?:in|into|to|as) [\p{L}\- ]{1,40})?`,
  String.raw`(?:say (?:that|it) )?(?:again|shorter|in (?:english|chinese|german|french|spanish|japanese|korean))|(?:make it )?(?:shorter|simpler|longer)`,
  String.raw`(?:请|請|麻烦|麻煩|帮我|幫我)*(?:把)?(?:这|這|那|它|上面|上述|刚才|剛才|以上)?(?:个|個|些|段|的)?(?:话|話|内容|內容|回答|答案)?(?:翻译|翻譯|译|譯)(?:成|为|為|一下|到)*(?:(?:英|中|日|法|德|韩|韓|俄|西班牙|葡萄牙)(?:文|语|語)|简体|繁體|繁体)?(?:中文)?`,
  String.raw`(?:请|請|麻烦|麻煩)*(?:再说一[遍次]|再說一[遍次]|简短(?:一)?点|簡短(?:一)?點|总结一下|總結一下|重写一下|重寫一下|用(?:英文|中文|英语|英語|日文|日语|日語)(?:再)?(?:说|說|回答)(?:一[遍次])?)`,
]
const whole = (patterns: readonly string[]) =>
  new RegExp(String.raw`^(?:${patterns.join('|')})(?: please|吧|好吗|好嗎)?$`, 'iu')
const courtesy = whole(courtesies)
const reworking = whole(reworkings)

const pieces = (text: string): string[] =>
  text
    .normalize('NFKC')
    .split(/[\p{P}\p{S}\n]+/u)
    .map((piece) => piece.trim().replaceAll(/\s+/g, ' '))
    .filter((piece) => piece !== '')

/** Whether a message is nothing but a greeting, thanks or assent, so that there is nothing to look up. */
export const isCourtesy = (text: string): boolean => pieces(text).every((piece) => courtesy.test(piece))

/** Whether a message asks for nothing but the last answer in other words. */
export const isReworking = (text: string): boolean => {
  const said = pieces(text).filter((piece) => !courtesy.test(piece))
  return said.length > 0 && said.every((piece) => reworking.test(piece))
}
