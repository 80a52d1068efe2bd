/** The page of the Home window. */
import '../ui/base.css';
import '../ui/lists.css';
import './home.css';
import { createRoot } from 'react-dom/client';
import { lookForCardLater } from '../ui/card';
import { markPlatform } from '../ui/platform';
import { App } from './App';

markPlatform();
lookForCardLater();
createRoot(document.getElementById('root') ?? document.body).render(<App />);
