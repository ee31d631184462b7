// One stream of events for all tabs: browsers open no more than six connections to a host.
'use strict';
{
  const ports = new Set();
  let last;
  const tell = (what) => {
    last = what;
    for (const port of ports) port.postMessage(what);
  };
  const listen = () => {
    const stream = new EventSource('/_bantin/events');
    stream.addEventListener('view', (e) => tell(e.data));
    stream.onerror = () => {
      tell('');
      if (stream.readyState !== EventSource.CLOSED) return; // it tries again by itself
      setTimeout(listen, 1000);
    };
  };
  onconnect = (e) => {
    const port = e.ports[0];
    ports.add(port);
    port.onmessage = () => ports.delete(port); // it says that its page goes
    if (last !== undefined) port.postMessage(last);
  };
  listen();
}
