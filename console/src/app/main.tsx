import '@mantine/core/styles.css'
import '../ui/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { loadFirstMessages } from '../messages/messages.tsx'

const root = document.getElementById('root')
if (!root) throw new Error('The page has no root.')
const messages = await loadFirstMessages()
createRoot(root).render(
  <StrictMode>
    <App messages={messages} />
  </StrictMode>,
)
