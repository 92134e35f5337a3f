// CloudFront Function, viewer request: paths of the application (/items/42) become the page that draws them,
// files (/assets/main-3f2a.js) stay what they are, so that a missing file is an error and not a page.
function handler(event) {
  var request = event.request;
  var lastSegment = request.uri.substring(request.uri.lastIndexOf("/") + 1);
  if (lastSegment.indexOf(".") === -1) {
    request.uri = "/index.html";
  }
  return request;
}
