// Runs something before the next frame is drawn, once however often it is asked for; in a page that is
// not shown, where there are no frames, a little later.

const HIDDEN_MS = 250;

export function onNextFrame(run: () => void): () => void {
  let isDue = false;
  const go = (): void => {
    isDue = false;
    run();
  };
  return () => {
    if (isDue) return;
    isDue = true;
    if (document.hidden) setTimeout(go, HIDDEN_MS);
    else requestAnimationFrame(go);
  };
}
