# A proxy that keeps the public answers of a Hue Health Graph, and asks for each request whether its answer still holds:
# nobody is ever told what is no longer so, and while it holds a 304 is all that comes from the server.
# Varnish packs and unpacks nothing itself: varnishd -f proxy.vcl -p http_gzip_support=off
vcl 4.1;

backend origin {
  .host = "127.0.0.1";
  .port = "4000";
}

sub vcl_recv {
  # What is asked with somebody's rights, and what acts, goes through.
  if (req.http.Authorization || req.method != "GET") {
    return (pass);
  }
  return (hash);
}

sub vcl_backend_response {
  if (beresp.status == 200 && beresp.http.ETag && beresp.http.Cache-Control ~ "public") {
    # Old at once, and kept for a day to be asked for by its tag. With 0 s it would not be found again.
    set beresp.ttl = 1ms;
    set beresp.grace = 0s;
    set beresp.keep = 1d;
    return (deliver);
  }
  set beresp.uncacheable = true;
  return (deliver);
}
