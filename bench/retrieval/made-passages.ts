import { steadyRandom } from '../statistics.ts'

const SENTENCES = 4
const WORDS = 9

// Enough syllables that words differ as much as in writing: the commonest is in every second passage, most are rare.
const syllables = 'ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo zu'.split(' ')
const characters =
  '商品退款订单支付账户密码网络设备软件安装升级会员积分发票物流配送客服时间地址电话价格优惠活动规则服务质量保修期限申请审核流程材料登记办理查询结果信息安全隐私数据备份恢复系统管理权限设置消息通知语言帮助中心'

/** Text that is the same in every run, of words as unevenly common as those of a language. */
export interface Maker {
  passage(): string
  /** A question made of the rarer words of a passage. */
  question(passage: string): string
}

export function openMaker(seed: number): Maker {
  const random = steadyRandom(seed)
  const pick = (count: number) => Math.floor(count * random())
  // Zipf: the share of the n-th word falls with n.
  const rank = (count: number) => Math.floor(count ** random())
  const word = () => {
    const n = rank(20_000)
    return [n % 20, Math.floor(n / 20) % 20, Math.floor(n / 400) % 20, Math.floor(n / 8_000)]
      .map((digit) => syllables[digit] ?? '')
      .join('')
  }
  const dense = () => {
    const all = [...characters]
    const from = rank(3_000)
    return (all[from % all.length] ?? '') + (all[(from * 7 + 3) % all.length] ?? '')
  }
  const sentence = () => {
    const isDense = random() < 0.5
    return Array.from({ length: isDense ? WORDS + 4 : WORDS }, isDense ? dense : word).join(
      isDense ? '' : ' ',
    )
  }
  return {
    passage: () => `${Array.from({ length: SENTENCES }, sentence).join('. ')}.`,
    question(passage) {
      const sentences = passage.split('. ')
      const asked = sentences[pick(sentences.length)] ?? ''
      return asked.slice(0, 40)
    },
  }
}
