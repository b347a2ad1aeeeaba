/** What is copied into a page: one tag. */
export const snippetFor = (home: string, key: string) =>
  `<script async src="${home}/widget.js" data-key="${key}"></script>`

/** What a site's content security policy has to allow. */
export const policyFor = (home: string) => `script-src ${home}; frame-src ${home}`

/** How a page steers it: calls made before the script has come wait for it. */
export const pageSampleFor = (home: string, key: string) => `<script>
  window.Parley = window.Parley || function () { (Parley.q = Parley.q || []).push(arguments) }
  Parley('boot', {
    key: '${key}',
    // Asked for again whenever it ends; your server signs it.
    identity: () => fetch('/chat-identity').then((answer) => answer.text()),
  })
  Parley('on', 'unread', ({ count }) => console.log(count))
</script>
<script async src="${home}/widget.js"></script>`

export const nodeSample = `import { createHmac } from 'node:crypto'

const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')

// Answer this at /chat-identity to whoever is signed in to your site.
function chatIdentity(user, secret) {
  const body = [
    encode({ alg: 'HS256', typ: 'JWT' }),
    encode({
      sub: String(user.id),
      name: user.name,
      email: user.email,
      exp: Math.floor(Date.now() / 1000) + 900,
    }),
  ].join('.')
  const signature = createHmac('sha256', secret).update(body).digest('base64url')
  return \`\${body}.\${signature}\`
}`

export const pythonSample = `import base64, hashlib, hmac, json, time

def encode(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=")

# Answer this at /chat-identity to whoever is signed in to your site.
def chat_identity(user, secret):
    claims = {
        "sub": str(user.id),
        "name": user.name,
        "email": user.email,
        "exp": int(time.time()) + 900,
    }
    body = b".".join(
        encode(json.dumps(part).encode()) for part in ({"alg": "HS256", "typ": "JWT"}, claims)
    )
    signature = hmac.new(secret.encode(), body, hashlib.sha256).digest()
    return (body + b"." + encode(signature)).decode()`
