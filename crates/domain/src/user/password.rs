//! What a password must be: long enough, and not what everybody knows of its owner.
//!
//! There are no rules of composition, which make passwords worse, and none expires by age.

/// The fewest characters of a password.
pub const PASSWORD_LENGTH_LEAST: usize = 12;

/// The most characters of a password: a long phrase fits, a flood does not.
pub const PASSWORD_LENGTH_MOST: usize = 256;

/// Why a password is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordRefusal {
    /// Too few characters.
    TooShort { least: usize },
    /// Too many characters.
    TooLong { most: usize },
    /// It is the owner's name.
    IsName,
    /// It is the owner's e-mail address, or the part before the `@`.
    IsEmail,
}

/// Whether somebody may choose this password. Case, spaces and punctuation make no difference when
/// it is compared with the name and the address.
pub fn check_password(password: &str, name: &str, email: &str) -> Result<(), PasswordRefusal> {
    let length = password.chars().count();
    if length < PASSWORD_LENGTH_LEAST {
        return Err(PasswordRefusal::TooShort { least: PASSWORD_LENGTH_LEAST });
    }
    if length > PASSWORD_LENGTH_MOST {
        return Err(PasswordRefusal::TooLong { most: PASSWORD_LENGTH_MOST });
    }
    let folded = fold(password);
    if same(&folded, name) {
        return Err(PasswordRefusal::IsName);
    }
    let local = email.split('@').next().unwrap_or(email);
    if same(&folded, email) || same(&folded, local) {
        return Err(PasswordRefusal::IsEmail);
    }
    Ok(())
}

/// Something without a letter or digit equals nothing.
fn same(folded: &str, known: &str) -> bool {
    !folded.is_empty() && folded == fold(known)
}

fn fold(text: &str) -> String {
    text.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
