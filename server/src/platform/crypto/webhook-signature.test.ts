import { expect, test } from 'vitest'
import { Secret } from './secret.ts'
import { newWebhookSecret, signWebhook } from './webhook-signature.ts'

test('signs as the specification’s own example does, once for each secret', () => {
  const secret = new Secret('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')
  const message = {
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    timestamp: 1_614_265_330,
    body: '{"test": 2432232314}',
  }
  const signature = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='
  expect(signWebhook([secret], message)).toBe(signature)
  expect(signWebhook([newWebhookSecret(), secret], message).split(' ')[1]).toBe(signature)
})
