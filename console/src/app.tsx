import { MantineProvider } from '@mantine/core'
import { useEffect, useMemo, type ReactNode } from 'react'
import { RegisterPage } from './access/register-page.tsx'
import { SetUpPage } from './access/set-up-page.tsx'
import { SignInPage } from './access/sign-in-page.tsx'
import { signedIn } from './console-client.ts'
import { forgetAll } from './data/cache.ts'
import { useCell } from './data/cell.ts'
import { cssVariables, themeIn } from './look/theme.ts'
import { Toaster } from './look/toaster.tsx'
import { navigate, useAddress } from './routing/location.ts'
import { routeOf, to } from './routing/route.ts'
import { Shell } from './shell/shell.tsx'
import { SpeechProvider, type Spoken, useWords } from './words/words.tsx'

/** `spoken`: the words to begin with. */
export function App({ spoken }: { spoken: Spoken }) {
  return (
    <SpeechProvider first={spoken}>
      <Looks>
        <View />
        <Toaster />
      </Looks>
    </SpeechProvider>
  )
}

function Looks({ children }: { children: ReactNode }) {
  const words = useWords()
  const theme = useMemo(() => themeIn(words), [words])
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      {children}
    </MantineProvider>
  )
}

/** The view at the address; to somebody who is not signed in, the way in. */
function View() {
  const address = useAddress()
  const route = routeOf(address.pathname)
  const isIn = useCell(signedIn)
  useEffect(() => {
    if (!isIn) forgetAll()
  }, [isIn])

  if (route.name === 'set-up') return <SetUpPage />
  if (route.name === 'register') return <RegisterPage />
  if (route.name === 'sign-in') return <SignInPage />
  if (!isIn) return <Redirect address={wayIn(address)} />
  if (route.name === 'home') return <Redirect address={to.conversations} />
  return <Shell route={route} />
}

const wayIn = ({ pathname, search, hash }: URL): string =>
  pathname === '/' ? to.signIn : `${to.signIn}?to=${encodeURIComponent(pathname + search + hash)}`

function Redirect({ address }: { address: string }) {
  useEffect(() => navigate(address, { replace: true }), [address])
  return null
}
