/** What is over soon is not shown at all. */
import { useEffect, useState } from 'react';

/** Whether `on` has been so for so long; 300 ms is as long as nobody wonders. */
export function useLate(on: boolean, ms = 300): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    setLate(false);
    if (!on) return;
    const timer = setTimeout(() => setLate(true), ms);
    return () => clearTimeout(timer);
  }, [on, ms]);
  return on && late;
}
