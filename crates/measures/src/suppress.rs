//! Small numbers are not published, nor can they be worked out.
