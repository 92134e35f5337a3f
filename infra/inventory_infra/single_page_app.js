// CloudFront Function, viewer request: paths of the application (/items/42) become the page that draws them,
// files (/robots.txt) stay what they are, so that a missing file is an error and not a page.
// A name that ends with a dot has no extension: what S3 is asked for is never the bucket itself.
function handler(event) {
  var request = event.request;
  if (!/\.[^./]+$/.test(request.uri)) {
    request.uri = "/index.html";
  }
  return request;
}
