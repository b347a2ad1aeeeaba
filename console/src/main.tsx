import '@mantine/core/styles.css'
import './look/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { firstWords } from './words/words.tsx'

const root = document.getElementById('root')
if (!root) throw new Error('The page has no root.')
const spoken = await firstWords()
createRoot(root).render(
  <StrictMode>
    <App spoken={spoken} />
  </StrictMode>,
)
