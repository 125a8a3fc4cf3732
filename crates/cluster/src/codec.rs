//! How our operator travels: as a message of ours among the plans of the cluster.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use ballista_core::serde::BallistaPhysicalExtensionCodec;
use datafusion::common::{DataFusionError, Result, exec_datafusion_err};
use datafusion::execution::TaskContext;
use datafusion::physical_plan::ExecutionPlan;
use datafusion_proto::physical_plan::{PhysicalExtensionCodec, PhysicalProtoConverterExtension};
use facts::engine::{CountExec, Counts, Job};
use facts::folder::Facts;

use crate::message::Message;

/// What our messages begin with.
const OURS: &[u8] = b"throughcare ";
/// What comes next, because another version of the program may count by other rules.
const VERSION: &[u8] = concat!(env!("CARGO_PKG_VERSION"), "\n").as_bytes();

/// What a refusal begins with, by which whoever asked knows it among all that the cluster may say.
const REFUSES: &str = "throughcare refuses this work";

/// Whether the cluster says that a machine has refused the work: of another version of the program,
/// about other facts, by a definition that is wrong there. Every machine would again.
pub(crate) fn is_refused(said: &str) -> bool {
    said.contains(REFUSES)
}

/// Writes and reads our operator, and leaves the cluster's own to the cluster.
#[derive(Debug)]
pub(crate) struct CountCodec {
    /// Where this machine sees the facts, if it is to count.
    facts: Option<PathBuf>,
    /// The last work that came, opened: many tasks of one piece of work come one after another.
    last: Mutex<Option<(Vec<u8>, Arc<Job>)>>,
    others: BallistaPhysicalExtensionCodec,
}

impl CountCodec {
    /// For a machine that counts facts of this folder.
    pub(crate) fn counting(facts: PathBuf) -> Self {
        Self { facts: Some(facts), ..Self::handing_on() }
    }

    /// For a machine that only hands on.
    pub(crate) fn handing_on() -> Self {
        let others = BallistaPhysicalExtensionCodec::default();
        Self { facts: None, last: Mutex::new(None), others }
    }

    /// Reads work of any version, or says why not.
    fn read(
        &self,
        versioned: &[u8],
        numbers: &[Arc<dyn ExecutionPlan>],
    ) -> Result<Arc<dyn ExecutionPlan>, String> {
        let other = || "it is of another version of the program".to_owned();
        self.decode(versioned.strip_prefix(VERSION).ok_or_else(other)?, numbers)
    }

    fn decode(
        &self,
        message: &[u8],
        numbers: &[Arc<dyn ExecutionPlan>],
    ) -> Result<Arc<dyn ExecutionPlan>, String> {
        let unknown = || "it says what this program cannot read".to_owned();
        let read: Message = serde_json::from_slice(message).map_err(|_| unknown())?;
        let (work, parts) = read.into_work().ok_or_else(unknown)?;
        let [numbers] = numbers else { return Err(unknown()) };
        let over = |counts| Arc::new(CountExec::over(counts, parts, Arc::clone(numbers)));
        let Some(folder) = &self.facts else {
            return Ok(over(Counts::Elsewhere(Arc::new(work))));
        };
        // Held while the facts are opened: others that come meanwhile want the same.
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((same, job)) = &*last
            && same == message
        {
            return Ok(over(Counts::Here(Arc::clone(job))));
        }
        let job = Facts::open(folder).and_then(|facts| work.open(facts));
        let job = Arc::new(job.map_err(|it| it.to_string())?);
        *last = Some((message.to_vec(), Arc::clone(&job)));
        Ok(over(Counts::Here(job)))
    }
}

impl PhysicalExtensionCodec for CountCodec {
    fn try_decode(
        &self,
        bytes: &[u8],
        inputs: &[Arc<dyn ExecutionPlan>],
        context: &TaskContext,
        converter: &dyn PhysicalProtoConverterExtension,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        match bytes.strip_prefix(OURS) {
            Some(versioned) => {
                let work = self.read(versioned, inputs);
                work.map_err(|why| exec_datafusion_err!("{REFUSES}: {why}"))
            }
            None => self.others.try_decode(bytes, inputs, context, converter),
        }
    }

    fn try_encode(
        &self,
        node: Arc<dyn ExecutionPlan>,
        bytes: &mut Vec<u8>,
        converter: &dyn PhysicalProtoConverterExtension,
    ) -> Result<()> {
        let Some(ours) = node.downcast_ref::<CountExec>() else {
            return self.others.try_encode(node, bytes, converter);
        };
        let Counts::Elsewhere(work) = ours.counts() else {
            return Err(exec_datafusion_err!("work whose facts are open does not travel"));
        };
        bytes.extend_from_slice(OURS);
        bytes.extend_from_slice(VERSION);
        let message = serde_json::to_vec(&Message::new(work, ours.parts()));
        bytes.extend(message.map_err(|it| DataFusionError::External(Box::new(it)))?);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use datafusion_proto::physical_plan::DefaultPhysicalProtoConverter;

    use super::*;

    #[test]
    fn work_of_another_version_is_refused_as_such() {
        let codec = CountCodec::handing_on();
        let converter = DefaultPhysicalProtoConverter {};
        let refused = |bytes: &[u8]| {
            let read = codec.try_decode(bytes, &[], &TaskContext::default(), &converter);
            read.map(|_| ()).expect_err("is refused").to_string()
        };
        let another = refused(b"throughcare 0.0.0\n{}");
        assert!(another.contains("another version") && is_refused(&another), "{another}");
        let ours = refused(&[OURS, VERSION, b"{}"].concat());
        assert!(ours.contains("cannot read") && is_refused(&ours), "{ours}");
    }
}
