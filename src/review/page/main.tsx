/** Puts the page of the review into its document. */
import { render } from 'preact'
import { App } from './App.tsx'
import './style.css'

const root = document.getElementById('app')
if (root) render(<App initialLanguage={document.documentElement.lang.startsWith('zh') ? 'zh-TW' : 'en'} />, root)
