package publish

import (
	"context"
	"errors"
	"io/fs"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/minio/minio-go/v7"
)

// fail gives an error its fault. What the target promises by name stays in the chain.
func (b *bucket) fail(name string, err error) error {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	if _, typed := faultOf(err); typed {
		return err
	}
	e := &Error{Place: b.place, Path: name, Err: err}
	var answer minio.ErrorResponse
	var request *url.Error
	switch {
	case isMissing(err):
		e.Err = fs.ErrNotExist
	case errors.As(err, &answer):
		b.answered(e, answer)
	case errors.As(err, &request):
		if e.Fault = connectionFault(request.Err); e.Fault == Other {
			e.Fault = Lost // all else that keeps a request from being answered
		}
		// Without the address of the request, which says nothing that Place does not.
		e.Detail, e.Err = b.endpoint.Host, request.Err
		if e.Fault == BadCertificate {
			e.Hint = s3Authority
		}
		if strings.Contains(request.Err.Error(), "HTTP response to HTTPS client") {
			e.Fault = NoTLS
		}
	default:
		e.Fault = connectionFault(err)
	}
	return e
}

// answered says what an answer of the store means.
func (b *bucket) answered(e *Error, answer minio.ErrorResponse) {
	e.Fault = storeFault(answer)
	text, _, _ := strings.Cut(answer.Message, "\n")
	if strings.HasPrefix(text, "<") || len(text) > 300 {
		text = "" // a web page
	}
	switch {
	case answer.Code == "" || strings.HasPrefix(text, answer.Code):
	case text == "":
		text = answer.Code
	default:
		text = answer.Code + ": " + text
	}
	e.Err = errors.New(text)
	switch e.Fault {
	case NoPlace:
		e.Detail = b.name
	case WrongClock:
		e.Detail = time.Duration(b.clock.ahead.Load()).Round(time.Minute).String()
	case BadCredentials:
		e.Detail = answer.Code // that they have expired, for example
	case BadAddress:
		switch {
		case answer.Code == minio.InvalidBucketName:
			e.Detail = "bucket"
		case answer.Region != "":
			e.Detail = "?region=" + answer.Region
		default:
			e.Detail = "region"
		}
	}
}

// storeFault gives the fault for an answer. The codes are those of Amazon's list of S3 errors, and of the stores that have added their own.
func storeFault(answer minio.ErrorResponse) Fault {
	switch answer.Code {
	case minio.NoSuchBucket:
		return NoPlace
	case minio.RequestTimeTooSkewed, "RequestExpired":
		return WrongClock
	case minio.InvalidBucketName, minio.AuthorizationHeaderMalformed, minio.InvalidRegion, "PermanentRedirect", "TemporaryRedirect", "IllegalLocationConstraintException":
		return BadAddress
	case minio.InvalidAccessKeyID, minio.SignatureDoesNotMatch, "ExpiredToken", "ExpiredTokenException", "InvalidToken", "InvalidSecurity", "TokenRefreshRequired", "Unauthorized",
		"XAdminUserNotFound":
		return BadCredentials
	case minio.AccessDenied, minio.AllAccessDisabled, "AccountProblem", "NotSignedUp", minio.MethodNotAllowed:
		return Denied
	case "QuotaExceeded", "CapExceeded", "InsufficientStorage", "XMinioStorageFull", "XMinioAdminBucketQuotaExceeded", "ServiceQuotaExceededException":
		return Full
	case "SlowDown", "ServiceUnavailable", minio.InternalError, "RequestTimeout", "OperationAborted", "ConditionalRequestConflict", "IncompleteBody":
		return Busy
	case minio.InvalidArgument:
		if strings.Contains(answer.Message, "access key") { // R2: not as long as one of its keys
			return BadCredentials
		}
		return Other
	}
	switch status := answer.StatusCode; {
	case status == http.StatusUnauthorized:
		return BadCredentials
	case status == http.StatusForbidden:
		return Denied
	case status == http.StatusInsufficientStorage:
		return Full
	case status == http.StatusRequestTimeout, status == http.StatusTooManyRequests, status >= 500 && status != http.StatusNotImplemented:
		return Busy
	}
	return Other
}

// isMissing tells whether a store has said that there is no such object.
func isMissing(err error) bool {
	return err != nil && minio.ToErrorResponse(err).Code == minio.NoSuchKey
}

// isThere tells whether a store has refused to make an object because there is one.
func isThere(err error) bool {
	answer := minio.ToErrorResponse(err)
	return answer.Code == minio.PreconditionFailed || answer.StatusCode == http.StatusPreconditionFailed
}

// isUnknown tells whether a store has said that it does not know what was asked of it.
func isUnknown(err error) bool {
	answer := minio.ToErrorResponse(err)
	return answer.StatusCode == http.StatusNotImplemented || answer.Code == minio.NotImplemented ||
		answer.StatusCode == http.StatusBadRequest && (answer.Code == minio.InvalidArgument || answer.Code == "InvalidRequest")
}
